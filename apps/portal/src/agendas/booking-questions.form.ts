import { createHash } from 'node:crypto';
import { type BookingAnswer, bookingAnswerSchema, type ServiceQuestion } from '@halles/contracts';
import {
  type FieldView,
  type FormValues,
  type FormWriter,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';

/** Longest text of an answer. */
const LONGEST = 1_000;

/** The field of a question: by its words, so that no answer is taken for that of another question. Pure. */
export const questionField = ({ label }: ServiceQuestion): string =>
  `question-${createHash('sha256').update(label).digest('hex').slice(0, 12)}`;

/** What was answered, with what is wrong by the name of the field. Pure. */
export function readAnswers(
  values: FormValues,
  questions: readonly ServiceQuestion[],
): { readonly answers: BookingAnswer[]; readonly errors: InputErrors } {
  const answers: BookingAnswer[] = [];
  const errors: Record<string, { key: string }> = {};
  for (const question of questions) {
    const { label, choices, isRequired } = question;
    const field = questionField(question);
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

/** The questions of a service as fields. Pure. */
export const questionFields = (
  questions: readonly ServiceQuestion[],
  values: FormValues,
  writer: FormWriter,
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
