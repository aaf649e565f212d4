import { listingMailTexts } from '@halles/domain/listings';
import { type MailTexts, joinMailTexts } from '@halles/platform/mail';

/** Words of every mail about a reported error. */
export const reportTexts: MailTexts = joinMailTexts(listingMailTexts, {
  fr: {
    'report.kind': 'Signalé',
    'report.kind-line': 'Signalé\u00a0: {kind}',
    'report.moved-to': 'Nouvelle adresse indiquée',
    'report.moved-to-line': 'Nouvelle adresse indiquée\u00a0: {movedTo}',
    'report.post-title': 'Actualité signalée',
    'report.post-title-line': 'Actualité signalée\u00a0: {post}',
    'report.closed': 'fermé définitivement',
    'report.open': 'ouvert',
    'report.moved': 'a déménagé',
    'report.wrong-hours': 'horaires inexacts',
    'report.not-here': 'n’est pas à cette adresse',
    'report.duplicate': 'présent deux fois',
    'report.post': 'une actualité pose problème',
    'report.other': 'autre chose',
  },
  en: {
    'report.kind': 'Reported',
    'report.kind-line': 'Reported: {kind}',
    'report.moved-to': 'New address, as reported',
    'report.moved-to-line': 'New address, as reported: {movedTo}',
    'report.post-title': 'Reported post',
    'report.post-title-line': 'Reported post: {post}',
    'report.closed': 'closed for good',
    'report.open': 'open',
    'report.moved': 'has moved',
    'report.wrong-hours': 'wrong opening hours',
    'report.not-here': 'not at this address',
    'report.duplicate': 'listed twice',
    'report.post': 'something wrong with a post',
    'report.other': 'something else',
  },
});
