import type { BookingInput, ServiceQuestion } from '@halles/contracts';
import type { PrivateType, SafePicture } from '@halles/platform/storage';

/** A file that a customer sent with a booking, as an answer to a question of its service. */
export interface BookingFile {
  readonly id: string;
  /** The question as it was asked. */
  readonly label: string;
  readonly type: PrivateType;
  readonly bytes: number;
}

/** What was made here of a file that was sent, and the question that it answers. */
export interface AnsweringFile extends SafePicture {
  readonly label: string;
  readonly type: PrivateType;
}

/** What a customer sends to book, with the files that are stored for it already. */
export interface BookingRequest extends BookingInput {
  readonly files?: readonly BookingFile[];
}

/** Whether a question asks for a file. Pure. */
export const asksForFile = ({ isFile }: Pick<ServiceQuestion, 'isFile'>): boolean => isFile === true;

/** Those of some files that answer a question which asks for one, one for each. Pure. */
export const filesTo = <T extends Pick<BookingFile, 'label'>>(
  questions: readonly ServiceQuestion[],
  files: readonly T[],
): T[] =>
  questions
    .filter(asksForFile)
    .flatMap((question) => files.find(({ label }) => label === question.label) ?? []);
