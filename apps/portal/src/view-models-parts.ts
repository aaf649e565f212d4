/** What the views of many pages are made of. */

export interface LinkView {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
}

export interface FieldView {
  readonly value: string;
  readonly error?: string;
}
