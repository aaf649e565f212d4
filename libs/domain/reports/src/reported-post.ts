/** A post as a reader reported it: what it said then stays with the report, whatever became of the post. */
export interface ReportedPost {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Whether it was changed between the opening of the form and the report: its reader may have read something else. */
  readonly wasChanged?: boolean;
}
