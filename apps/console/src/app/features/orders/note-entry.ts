/** A note that is typed, and the one that was kept when it began to be. */
export interface NoteEntry {
  readonly note: string;
  readonly began: string;
}

/** The note of a form whose kept one may have changed: what was typed stays, what was not typed over follows. Pure. */
export function entryOf(kept: string, previous?: { readonly value: NoteEntry }): NoteEntry {
  if (previous === undefined) return { note: kept, began: kept };
  const { note, began } = previous.value;
  const isTyped = note.trim() !== began.trim() && note.trim() !== kept.trim();
  return isTyped ? previous.value : { note: kept, began: kept };
}
