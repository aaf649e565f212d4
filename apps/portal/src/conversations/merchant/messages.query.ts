import { conversationViews, type ListedWhich } from '@halles/domain/conversations';
import { z } from 'zod';

const MOST_SEARCHED = 80;
const MOST_LABEL = 30;

/** `vue`: which list; `libelle`: of which label; `q`: what is looked for; `avant`: instant and id of the last conversation that was shown. */
export const messagesQuery = z.object({
  vue: z.enum(conversationViews).optional().catch(undefined),
  libelle: z.string().trim().min(1).max(MOST_LABEL).optional().catch(undefined),
  q: z.string().trim().min(1).max(MOST_SEARCHED).optional().catch(undefined),
  avant: z
    .string()
    .regex(/^\d{1,13}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .transform((text) => {
      const [at = '0', id = ''] = text.split('_');
      return { lastAt: new Date(Number(at)), id };
    })
    .optional()
    .catch(undefined),
});
export type MessagesQuery = z.output<typeof messagesQuery>;

/** Which conversations somebody of a shop asked for. Pure. */
export const whichOf = ({ vue = 'open', libelle, avant }: MessagesQuery, accountId: string): ListedWhich => ({
  view: vue,
  label: libelle ?? null,
  assigneeId: vue === 'mine' ? accountId : null,
  after: avant ?? null,
});
