import type { LinkView } from '../rendering/link.view';

interface NotificationView {
  readonly href: string;
  readonly text: string;
  readonly listing: string;
  readonly when: string;
  readonly isNew: boolean;
}

/** `notifications/inbox`, without its heading. */
export interface InboxBody {
  readonly none?: string;
  readonly notifications: readonly NotificationView[];
  readonly older?: LinkView;
  readonly action: string;
  readonly hasNew: boolean;
  readonly preferences: LinkView;
}

/** `notifications/preferences`, without its heading. */
export interface PreferencesBody {
  readonly lead: string;
  readonly done?: string;
  readonly problem?: string;
  readonly action: string;
  readonly events: readonly {
    readonly legend: string;
    readonly hint: string;
    readonly id: string;
    readonly choices: readonly { readonly name: string; readonly label: string; readonly checked: boolean }[];
  }[];
  readonly push: {
    readonly to: string;
    readonly key: string;
    readonly words: string;
  };
  readonly inbox: LinkView;
}
