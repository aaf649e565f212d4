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
  /** What it says of itself while nobody is there. */
  readonly away?: readonly string[];
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
  /** It came by mail: what is said of that, and the mail as it came where its reader may see it. */
  readonly mail?: { readonly note: string; readonly whole?: readonly string[] };
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
  /** What the shop says of itself while nobody is there. */
  readonly away?: readonly string[];
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

/** How those of a shop handle a conversation among themselves. */
export interface HandlingView {
  readonly action: string;
  readonly isDone: boolean;
  /** Its labels, and who answers it. */
  readonly fields: readonly FieldView[];
  readonly notes: readonly {
    readonly id: string;
    /** Who wrote it, and when. */
    readonly about: string;
    readonly paragraphs: readonly string[];
  }[];
  readonly note: { readonly newId: string; readonly fields: readonly FieldView[] };
  /** Answers that came from other addresses than the mails went to. */
  readonly strangers: readonly { readonly about: string; readonly paragraphs: readonly string[] }[];
}

/** `conversations/canned-answers` */
export interface CannedAnswersBody extends FormSummaryView {
  readonly lead: string;
  readonly done?: string;
  readonly form: FormView;
  readonly answers: readonly {
    readonly id: string;
    readonly shortcut: string;
    readonly paragraphs: readonly string[];
  }[];
  readonly none?: string;
  readonly back: LinkView;
}

/** `conversations/merchant-conversation` */
export interface MerchantConversationBody extends FormSummaryView {
  readonly done?: string;
  readonly stream: string;
  readonly contact: string;
  readonly thread: ThreadView;
  readonly reply?: ReplyView;
  readonly closed?: string;
  /** Answers that are kept ready, as they are sent to this customer. */
  readonly canned: readonly { readonly value: string; readonly shortcut: string; readonly text: string }[];
  readonly handling: HandlingView;
  readonly action: string;
  readonly isBlocked: boolean;
  /** The question before all of it is erased. */
  readonly question?: { readonly keep: LinkView };
  readonly back: LinkView;
}

/** A list, or a label, that may be chosen. */
type FilterView = LinkView & { readonly active: boolean };

/** `conversations/messages` */
export interface MessagesBody extends FormSummaryView {
  readonly lead: string;
  readonly done?: string;
  readonly stream: string;
  /** When a customer wrote last, ms since 1970. */
  readonly newest: number;
  readonly setting: {
    readonly action: string;
    readonly state: string;
    readonly label: string;
    readonly value: string;
  };
  /** What whoever writes is shown while nobody is there. */
  readonly away: {
    readonly action: string;
    readonly fields: readonly FieldView[];
    readonly isOpen: boolean;
    readonly state: string;
    readonly isKept: boolean;
  };
  readonly canned: LinkView;
  readonly search: { readonly action: string; readonly value: string; readonly clear?: LinkView };
  readonly views: readonly FilterView[];
  readonly labels: readonly FilterView[];
  readonly conversations: readonly {
    readonly href: string;
    readonly name: string;
    readonly excerpt: string;
    readonly time: string;
    /** Something in it was not read. */
    readonly isUnread: boolean;
    readonly state: string;
    /** How long its customer waits. */
    readonly waiting?: string;
    readonly labels: readonly string[];
    readonly assignee?: string;
  }[];
  readonly none?: string;
  /** More were found than are shown. */
  readonly more?: string;
  readonly older?: LinkView;
}
