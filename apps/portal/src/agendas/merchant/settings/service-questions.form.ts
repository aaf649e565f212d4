import { type ServiceQuestion, serviceQuestions } from '@halles/contracts';
import { asksForFile } from '@halles/domain/agendas';

/** What stands before a question: `*` it has to be answered, `+` with a file. */
const MARKS = /^[*+\s]*/;
/** Words that begin as a mark does stand behind a backslash. */
const LIKE_MARKS = /^[*+\\]/;

/** "* Votre véhicule | voiture | moto", "+ Une photo" and the like, a question a line; null where a line is none. Pure. */
export function readQuestions(text: string): ServiceQuestion[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const questions = lines.map((line) => {
    const [marks = ''] = MARKS.exec(line) ?? [];
    const [label, ...choices] = line
      .slice(marks.length)
      .replace(/^\\/, '')
      .split('|')
      .map((part) => part.trim());
    const file = marks.includes('+') ? { isFile: true } : {};
    return { label, choices, isRequired: marks.includes('*'), ...file };
  });
  const read = serviceQuestions.safeParse(questions);
  // Who may choose of one thing has no choice.
  return read.success && read.data.every(({ choices }) => choices.length !== 1) ? read.data : null;
}

/** The same as it is written. Pure. */
export const questionLines = (questions: readonly ServiceQuestion[]): string =>
  questions
    .map((question) => {
      const { label, choices, isRequired } = question;
      const marks = (isRequired ? '*' : '') + (asksForFile(question) ? '+' : '');
      return (
        (marks === '' ? '' : `${marks} `) +
        [LIKE_MARKS.test(label) ? `\\${label}` : label, ...choices].join(' | ')
      );
    })
    .join('\n');
