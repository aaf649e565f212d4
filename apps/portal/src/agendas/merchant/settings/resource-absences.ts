import { type ResourceAbsence, resourceAbsences } from '@halles/contracts';

const DAY = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const ISO = /^\d{4}-\d{2}-\d{2}$/;

const dayIn = (text: string): string => {
  if (ISO.test(text)) return text;
  const [, day = '', month = '', year = ''] = DAY.exec(text) ?? [];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** "24/12/2026 - 02/01/2027" and the like, days of a session that do not take place, a line, of one day or several; null where a line is none. Pure. */
export function readAbsences(text: string): ResourceAbsence[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' ').trim())
    .filter((line) => line !== '');
  const absences = lines.map((line) => {
    const [from = '', until = from, ...more] = line.split(/\s+(?:-|–|au|to)\s+/i);
    return { from: dayIn(from.trim()), until: more.length > 0 ? '' : dayIn(until.trim()) };
  });
  const read = resourceAbsences.safeParse(absences);
  return read.success ? read.data : null;
}
