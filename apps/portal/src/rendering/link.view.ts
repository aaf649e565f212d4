export interface LinkView {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean;
}

export interface FieldView {
  readonly value: string;
  readonly error?: string;
}
