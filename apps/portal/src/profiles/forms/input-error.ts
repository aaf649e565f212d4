/** What is wrong with an input: the name of a text below `pro.errors`, and what it names. */
export interface InputError {
  readonly key: string;
  readonly words?: Readonly<Record<string, string>>;
}

/** By the name of the input. */
export type InputErrors = Readonly<Record<string, InputError>>;
