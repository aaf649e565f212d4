import type { ReceivedFile } from '@halles/platform/untrusted-files';
import type { Refusal } from '../photos';

/** Files that came with the form of a booking, by the name of their field. */
export interface SentFiles {
  readonly received: ReadonlyMap<string, ReceivedFile>;
  /** Why a file is not taken; what is refused when it is opened is added. */
  readonly refused: Map<string, Refusal>;
}

/** A form that brings none. */
export const noFiles = (): SentFiles => ({ received: new Map(), refused: new Map() });

/** Types of the files that a question takes, for a browser to choose from. */
export const ANSWER_FILES = 'image/jpeg,image/png,application/pdf';
