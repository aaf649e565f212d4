import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One mail to one person: what was tried, and what the server said. Its id is the outbox row's. */
@Entity({ name: 'mail_delivery' })
export class DeliveryEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  template!: string;

  @Column('uuid')
  ref!: string;

  @Column('text')
  recipient!: string;

  @Column('text', { name: 'message_id' })
  messageId!: string;

  @Column('text')
  /** `withheld`: not sent, as too many of its kind went in a short time, or what it says was true no longer. */
  status!: 'queued' | 'sent' | 'refused' | 'withheld';

  @Column('integer')
  attempts!: number;

  @Column('text', { nullable: true })
  response!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
