import { z } from 'zod';

/** What waits for the town, by what it is. */
export const caseKinds = ['claim', 'addition', 'report', 'correction'] as const;
export type CaseKind = (typeof caseKinds)[number];

const person = z.strictObject({ id: z.uuid(), name: z.string() });

/** What waits, and who looks at what. */
export const openCasesSchema = z.strictObject({
  counts: z.strictObject({
    claim: z.int(),
    addition: z.int(),
    report: z.int(),
    correction: z.int(),
    /** Those corrections among them that are an address, which who keeps the page asks for. */
    place: z.int(),
  }),
  assignees: z.array(z.strictObject({ kind: z.enum(caseKinds), id: z.uuid(), assignee: person })),
  /** Who may be given a case. */
  team: z.array(person),
  /** Who looks. */
  yourself: z.uuid(),
});
export type OpenCasesView = z.output<typeof openCasesSchema>;

/** Who looks at one case, and who did before. */
export const caseAssignmentSchema = z.strictObject({
  assignee: person.nullable(),
  events: z.array(
    z.strictObject({
      act: z.enum(['take', 'assign', 'release']),
      by: z.string(),
      to: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});
export type CaseAssignmentView = z.output<typeof caseAssignmentSchema>;

export const assignCaseSchema = z.strictObject({
  /** Who looks at it from now on; null: nobody in particular. */
  assignee: z.uuid().nullable(),
  /** Who the screen said did: somebody else since is not passed over. */
  was: z.uuid().nullable(),
});
export type AssignCase = z.output<typeof assignCaseSchema>;
