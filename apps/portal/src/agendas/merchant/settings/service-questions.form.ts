import { type ServiceQuestion, serviceQuestions } from '@halles/contracts';

/** "* Votre véhicule | voiture | moto" and the like, a question a line; null where a line is none. Pure. */
export function readQuestions(text: string): ServiceQuestion[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const questions = lines.map((line) => {
    const isRequired = line.startsWith('*');
    const [label, ...choices] = (isRequired ? line.slice(1) : line).split('|').map((part) => part.trim());
    return { label, choices, isRequired };
  });
  const read = serviceQuestions.safeParse(questions);
  // Who may choose of one thing has no choice.
  return read.success && read.data.every(({ choices }) => choices.length !== 1) ? read.data : null;
}

/** The same as it is written. Pure. */
export const questionLines = (questions: readonly ServiceQuestion[]): string =>
  questions
    .map(({ label, choices, isRequired }) => (isRequired ? '* ' : '') + [label, ...choices].join(' | '))
    .join('\n');
