import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** A business must be mailed the link by which it corrects its page. The ref is the link. */
export const CORRECTION_LINK = defineJob('correction.link', 'mail');

/** Who asked for another place of a page must be told the town's answer. The ref is the correction. */
export const PLACE_ANSWER = defineJob('correction.answer', 'mail');

export const answerPlace = (id: string): OutboxMessage => ({ kind: PLACE_ANSWER, ref: id });

/** Who was told of the town's answer about a place must hear that it was taken back. The ref is the correction. */
export const PLACE_REOPENED = defineJob('correction.reopened', 'mail');

export const notifyReopenedPlace = (id: string): OutboxMessage => ({ kind: PLACE_REOPENED, ref: id });

/** The town must hear which addresses it is asked for, and which corrections by link wait for it. The ref is the announcement. */
export const CORRECTION_ANNOUNCE = defineJob('correction.announce', 'mail');

export const announceCorrections = (announcementId: string): OutboxMessage => ({
  kind: CORRECTION_ANNOUNCE,
  ref: announcementId,
});

export const mailCorrectionLink = (linkId: string): OutboxMessage => ({ kind: CORRECTION_LINK, ref: linkId });
