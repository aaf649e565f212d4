import { createHash } from 'node:crypto';
import { type BookingAnswer, bookingAnswerSchema, type ServiceQuestion } from '@halles/contracts';
import { asksForFile } from '@halles/domain/agendas';
import {
  type FieldView,
  type FormValues,
  type FormWriter,
  type InputError,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import { ANSWER_FILES, type SentFiles } from './sent-files';

/** Longest text of an answer. */
const LONGEST = 1_000;

/** The field of a question: by its words, so that no answer is taken for that of another question. Pure. */
export const questionField = ({ label }: ServiceQuestion): string =>
  `question-${createHash('sha256').update(label).digest('hex').slice(0, 12)}`;

/** Whether a name may be that of a field in which a file is sent. Pure. */
export const isFileField = (name: string): boolean => /^question-[0-9a-f]{12}$/.test(name);

/** What is wrong with the answer to a question that asks for a file. Pure. */
function fileError(
  field: string,
  { isRequired }: Pick<ServiceQuestion, 'isRequired'>,
  { received, refused }: SentFiles,
): InputError | null {
  const refusal = refused.get(field);
  if (refusal?.problem) return { message: refusal.problem, isSpecific: true };
  return isRequired && !received.has(field) ? { key: 'attach' } : null;
}

/** What was answered, with what is wrong by the name of the field. Pure. */
export function readAnswers(
  values: FormValues,
  questions: readonly ServiceQuestion[],
  files: SentFiles,
): { readonly answers: BookingAnswer[]; readonly errors: InputErrors } {
  const answers: BookingAnswer[] = [];
  const errors: Record<string, InputError> = {};
  for (const question of questions) {
    const { label, choices, isRequired } = question;
    const field = questionField(question);
    if (asksForFile(question)) {
      const error = fileError(field, question, files);
      if (error !== null) errors[field] = error;
      continue;
    }
    const text = textOf(values, field);
    if (text === '') {
      if (isRequired) errors[field] = { key: choices.length > 0 ? 'choose' : 'answer' };
      continue;
    }
    const read = bookingAnswerSchema.safeParse({ label, answer: text });
    if (!read.success) errors[field] = { key: 'answerLong' };
    else if (choices.length > 0 && !choices.includes(read.data.answer)) errors[field] = { key: 'choose' };
    else answers.push(read.data);
  }
  return { answers, errors };
}

/** That files which were sent have to be chosen again: no page keeps them. Pure. */
export const lostFiles = ({ received, refused }: SentFiles): InputErrors =>
  Object.fromEntries(
    [...received.keys()]
      .filter((field) => !refused.has(field))
      .map((field) => [field, { key: 'attachAgain' }]),
  );

/** The questions of a service as fields. Pure. @param fileHint which files are taken */
export const questionFields = (
  questions: readonly ServiceQuestion[],
  values: FormValues,
  { writer, fileHint }: { readonly writer: FormWriter; readonly fileHint: string },
): FieldView[] =>
  questions.map((question) => {
    const { label, choices, isRequired } = question;
    const id = questionField(question);
    const error = writer.errorOf(id);
    const value = textOf(values, id);
    const common = {
      ...{ id, label },
      ...(error === undefined ? {} : { error }),
      ...(isRequired ? {} : { isOptional: true }),
    };
    if (asksForFile(question)) return { ...common, isFile: true, accept: ANSWER_FILES, hint: fileHint };
    if (choices.length === 0) return { ...common, isText: true, isShort: true, value, maxlength: LONGEST };
    return {
      ...common,
      isChoice: true,
      options: choices.map((choice, index) => ({
        ...{ id: `${id}-${String(index)}`, name: id, value: choice, label: choice },
        checked: choice === value,
      })),
    };
  });

/** What is wrong with such fields, with the input that a link of the summary leads to. Pure. */
export const errorsOfFields = (fields: readonly FieldView[]) =>
  fields.flatMap(({ id, options, error }) =>
    error === undefined ? [] : [{ field: options?.[0]?.id ?? id, message: error }],
  );
