import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message to the town hall as it is stored. */
@Entity({ name: 'enquiry' })
export class EnquiryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'idempotency_key' })
  idempotencyKey!: string;

  @Column('text')
  reference!: string;

  @Column('text')
  name!: string;

  @Column('text')
  email!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  message!: string;

  @Column('text')
  locale!: 'fr' | 'en';

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
