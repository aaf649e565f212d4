import type { BookingAnswer, ServiceQuestion } from '@halles/contracts';

/** Whether an answer is one that its question takes. Pure. */
const isAnswer = ({ choices }: ServiceQuestion, answer: string): boolean =>
  choices.length === 0 || choices.includes(answer);

/**
 * The answers to the questions of a service, in their order; what is asked by none of them is left out. Null where one is missing
 * that has to be given, or is none of those to choose from. Pure.
 */
export function answersTo(
  questions: readonly ServiceQuestion[],
  given: readonly BookingAnswer[],
): BookingAnswer[] | null {
  const answers: BookingAnswer[] = [];
  for (const question of questions) {
    const answer = given.find(({ label }) => label === question.label);
    if (answer ? !isAnswer(question, answer.answer) : question.isRequired) return null;
    if (answer) answers.push(answer);
  }
  return answers;
}
