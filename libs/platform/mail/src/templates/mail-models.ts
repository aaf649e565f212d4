/** A citizen's message on its way to the town hall. */
export interface EnquiryForwardModel {
  /** Short reference that both sides can quote. */
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  /** As it was typed: any text, any line ends. */
  readonly message: string;
  readonly receivedAt: Date;
  /** Absolute http(s) URL of the portal's home. */
  readonly portalUrl: string;
}

/** What the citizen who wrote gets back: a copy, the reference, and what happens next. */
export interface EnquiryAcknowledgeModel {
  readonly reference: string;
  readonly name: string;
  readonly subject: string;
  readonly message: string;
  /** The portal's name in the reader's language. */
  readonly portalTitle: string;
  /** Absolute http(s) URL of the contact form. */
  readonly contactUrl: string;
}

/** Every template of mail, with what it is filled from. */
export interface MailModels {
  readonly 'enquiry-forward': EnquiryForwardModel;
  readonly 'enquiry-acknowledge': EnquiryAcknowledgeModel;
}

export type MailTemplate = keyof MailModels;

export const mailTemplates: readonly MailTemplate[] = ['enquiry-forward', 'enquiry-acknowledge'];
