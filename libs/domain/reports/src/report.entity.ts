import type { ListingReportKind } from '@halles/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportedPost } from './reported-post';
import type { ReportedPlace } from './reported-place';

@Entity({ name: 'listing_report' })
export class ReportEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'idempotency_key' })
  idempotencyKey!: string;

  @Column('int', { name: 'listing_id' })
  listingId!: number;

  @Column('text')
  kind!: ListingReportKind;

  @Column('text', { nullable: true })
  message!: string | null;

  /** Where its writer says that the business is. */
  @Column('jsonb', { name: 'moved_to', nullable: true })
  movedTo!: ReportedPlace | null;

  /** The post that it is about, as it was read then. */
  @Column('jsonb', { name: 'reported_post', nullable: true })
  reportedPost!: ReportedPost | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text')
  locale!: 'fr' | 'en';

  @Column('text')
  state!: 'new' | 'accepted' | 'refused';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** When its writer proved to read the address; null: not yet, or there is none. */
  @Column('timestamptz', { name: 'email_proven_at', nullable: true })
  emailProvenAt!: Date | null;

  /** What its writer is known again by for thirty days; null where nothing is, or no longer. */
  @Column('text', { name: 'reporter_key', nullable: true })
  reporterKey!: string | null;
}
