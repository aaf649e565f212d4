import type { BookingAnswer, ServiceQuestion } from '@halles/contracts';
import { asksForFile, type BookingFile } from '../files/booking-file';

/** Whether an answer is one that its question takes. Pure. */
const isAnswer = ({ choices }: ServiceQuestion, answer: string): boolean =>
  choices.length === 0 || choices.includes(answer);

/**
 * The answers to the questions of a service, in their order; what is asked by none of them is left out. Null where one is missing
 * that has to be given, or is none of those to choose from. Pure.
 * @param files that were sent: the answers of questions which ask for one
 */
export function answersTo(
  questions: readonly ServiceQuestion[],
  given: readonly BookingAnswer[],
  files: readonly Pick<BookingFile, 'label'>[] = [],
): BookingAnswer[] | null {
  const answers: BookingAnswer[] = [];
  for (const question of questions) {
    const isSame = ({ label }: { readonly label: string }): boolean => label === question.label;
    if (asksForFile(question)) {
      if (question.isRequired && !files.some(isSame)) return null;
      continue;
    }
    const answer = given.find(isSame);
    if (answer ? !isAnswer(question, answer.answer) : question.isRequired) return null;
    if (answer) answers.push(answer);
  }
  return answers;
}
