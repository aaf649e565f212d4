import { z } from 'zod';

const line = z.string().trim().min(1).max(200);

/** A break of schools. */
export const schoolBreakSchema = z
  .strictObject({
    /** "Vacances d'été austral". */
    name: z.strictObject({ fr: line, en: line }),
    /** The first day without classes. */
    from: z.iso.date(),
    /** The day on which classes resume. */
    resumes: z.iso.date(),
  })
  .refine(({ from, resumes }) => from < resumes, 'classes resume after the break begins');

export type SchoolBreak = z.output<typeof schoolBreakSchema>;

/** The school calendar of a territory that is in none of the zones A, B and C: Corsica, overseas. */
export const schoolCalendarSchema = z.strictObject({
  /** Who set it, and where it was published: "Arrêté du recteur de l'académie de Corse du 12 janvier 2026". */
  source: z.string().trim().min(1).max(500),
  breaks: z.array(schoolBreakSchema).min(1).max(60),
});

export type SchoolCalendar = z.output<typeof schoolCalendarSchema>;
