/** Why a customer cannot have a slot that their shop may give them all the same: it knows what it can do. */
export const OVERRIDABLE = ['full', 'too-large', 'too-soon', 'past-cut-off'] as const;
export type Overridable = (typeof OVERRIDABLE)[number];
