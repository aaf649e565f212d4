/** Lists of a shop: what it is not through with, what waits for an answer, what one of the team answers, what it is through with. */
export const conversationViews = ['open', 'waiting', 'mine', 'done'] as const;
export type ConversationView = (typeof conversationViews)[number];

/** Where a list goes on. */
export interface ListPosition {
  readonly lastAt: Date;
  readonly id: string;
}
