import type { FieldView, FormSummaryView, FormView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** `conversations/start` */
export interface StartBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly done?: string;
  /** Whether it is open now, and when somebody answers. */
  readonly presence: { readonly kind: string; readonly text: string; readonly then: string };
  /** Said of a shop that is invented: nobody answers. */
  readonly demonstration?: string;
  readonly form: FormView;
  readonly privacy: LinkView;
}

/** A message as both sides see it. */
export interface MessageView {
  readonly id: string;
  /** Written by who reads the page. */
  readonly isOwn: boolean;
  readonly author: string;
  readonly time: { readonly iso: string; readonly text: string };
  readonly paragraphs: readonly string[];
  readonly photo?: LinkView;
}

/** What a conversation holds. */
export interface ThreadView {
  /** Number of the newest message. */
  readonly last: number;
  /** Messages by the day on which they were written. */
  readonly days: readonly { readonly day: string; readonly messages: readonly MessageView[] }[];
  /** How far the other side has read what is written here. */
  readonly seen?: string;
  /** The page with older messages. */
  readonly older?: LinkView;
}

/** The form that adds to a conversation. */
export interface ReplyView extends FormView {
  readonly newId: string;
  readonly photo: FieldView;
}

/** `conversations/conversation` */
export interface ConversationBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly done?: string;
  /** Where the page says that it was read. */
  readonly read: string;
  readonly stream: string;
  readonly presence: { readonly kind: string; readonly text: string };
  readonly thread: ThreadView;
  /** Absent where nothing can be added. */
  readonly reply?: ReplyView;
  /** Why nothing can be added. */
  readonly closed?: string;
  readonly erase: {
    readonly action: string;
    readonly question?: { readonly text: string; readonly keep: LinkView };
  };
}

/** `conversations/merchant-conversation` */
export interface MerchantConversationBody extends FormSummaryView {
  readonly done?: string;
  readonly stream: string;
  readonly contact: string;
  readonly thread: ThreadView;
  readonly reply?: ReplyView;
  readonly closed?: string;
  readonly action: string;
  readonly isBlocked: boolean;
  /** The question before all of it is erased. */
  readonly question?: { readonly keep: LinkView };
  readonly back: LinkView;
}

/** `conversations/messages` */
export interface MessagesBody {
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  readonly stream: string;
  readonly setting: {
    readonly action: string;
    readonly state: string;
    readonly label: string;
    readonly value: string;
  };
  readonly conversations: readonly {
    readonly href: string;
    readonly name: string;
    readonly excerpt: string;
    readonly time: string;
    /** Something in it was not read. */
    readonly isUnread: boolean;
    readonly state: string;
  }[];
  readonly none?: string;
  readonly older?: LinkView;
}
