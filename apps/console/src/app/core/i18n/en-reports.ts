import type { PluralForm } from '@halles/kernel';
import type { frReports } from './fr-reports';

/** English: reports, and corrections by link. */
export const enReports: typeof frReports = {
  reports: {
    lead: 'What readers say is wrong in the directory, and what businesses say of their page by a link where a doubt is left.',
    byState: 'By state',
    states: { new: 'To look at', accepted: 'Accepted', refused: 'Refused' },
    answers: { new: 'To decide', accepted: 'Accepted', refused: 'Refused' },
    kinds: {
      closed: 'closed for good',
      open: 'open',
      moved: 'has moved',
      'wrong-hours': 'wrong hours',
      'not-here': 'not at this address',
      duplicate: 'there twice',
      post: 'something wrong with a post',
      other: 'something else',
    },
    none: 'No report.',
    withMerchant: 'with the merchant',
    yours: 'yours to look at',
    report: 'The report',
    confirmed: 'Confirmed by its writer from their email',
    reportedPlace: 'New address, as reported',
    reportedPin: 'Point',
    pinPlaced: 'placed by the person',
    pinOfAddress: 'not placed: that of the address',
    noOldPoint: 'No plan: the page has no exact point today.',
    noNewPoint:
      'No plan: the directory knows no door in this street, and the person placed no point. Accepted as it is, the page says the address and the map shows the middle of the commune.',
    ownerFirst: (day) =>
      `Somebody keeps this page and may answer until ${day}. Then the decision is yours. Until then you may set aside a report that is plainly false.`,
    ownerAgrees: (day) => `Who keeps this page says that it is so, on ${day}.`,
    decideLead:
      'Accepting is correcting the page: it says what follows at once, in the name of the local authority. Whoever reported the error gets an answer if they confirmed their address.',
    duplicateLead:
      'Find the other page of this business: the two become one. The one that somebody keeps stays; it can be taken back.',
    postLead:
      'Once hidden, the post is no longer on the page, on the portal nor in the open data. The business gets the reason by message.',
    postReasonHint: 'Needed to hide or to refuse. The business reads it; who reported does not.',
    postMissing: 'Choose the post to hide.',
    postReasonNeeded: 'Write why, in at most 1,000 characters: the business reads it.',
    hidePost: 'Hide the post',
    postHidden: 'Report accepted: the post is hidden, and the business gets the reason.',
    otherPage: 'The other page: name, SIRET or number',
    otherLegend: 'The same business',
    otherMissing: 'Choose the other page of this business.',
    acceptMerge: 'Accept and make one page of the two',
    openListing: 'Open the listing',
    reasonHint:
      'Needed to refuse, not otherwise. Whoever reported does not read it, the business that keeps the page does.',
    accept: 'Accept and correct the page',
    acceptUnchanged: 'Accept and change nothing',
    nothingCorrected: 'Nothing changes on the page yet: correct a fact, or accept and change nothing.',
    refuse: 'Refuse',
    accepted: 'Report accepted.',
    corrected: 'Report accepted, the page is corrected.',
    merged: 'Report accepted, the two pages are one.',
    refused: 'Report refused.',
    changed: (things) => `Corrected with the decision: ${things}.`,
    unchanged: 'Nothing was changed on the page with the decision.',
    changedByOwner: (things) => `Changed by the business between the report and its answer: ${things}.`,
    unchangedByOwner:
      'Between the report and its answer, the business changed neither its state, nor its name, phone, opening hours or address.',
    things: {
      state: 'open or closed',
      hidden: 'page hidden',
      name: 'name',
      phone: 'phone',
      hours: 'opening hours',
      address: 'address',
      merged: 'two pages made one',
      post: 'post hidden',
    },
    reopen: 'Take back the decision',
    likes: (count: number): string =>
      count === 1
        ? 'Another report says the same: it gets the same answer.'
        : `${count} other reports say the same: they get the same answer.`,
    changedSince: (by: string): string =>
      `This decision cannot be taken back any more: the same facts were changed since${by === '' ? '' : ` (${by})`}. Correct the page itself.`,
    reopenChanged: 'Take back the decision and what it changed',
    reopened: 'The decision is taken back: the report waits again.',
    reopenedHeld:
      'The decision is taken back: the report waits again. The post stays hidden: another report of it is accepted.',
  },
  /** What was done with a page, in its history. */
  merge: {
    foreseen: 'What will change',
    done: 'What changed',
    stays: 'The page that stays',
    goes: 'The page that goes',
    number: (id: number): string => `listing no.\u00a0${id}`,
    because: {
      kept: 'Somebody keeps it.',
      registered: 'The register knows it.',
      older: 'It is the older of the two.',
    },
    mergedFurther: 'It was merged into another one since.',
    leads: 'Its address leads to the page that stays.',
    willLead: 'Its address will lead to the page that stays.',
    facts: 'What the page that stays says otherwise',
    sameFacts: 'Nothing: it keeps what it says.',
    unknownFacts: 'It was not noted.',
    before: (words: string): string => `Before: ${words}`,
    after: (words: string): string => `After: ${words}`,
    carried: 'What goes over to the page that stays',
    left: 'What stays with the old number',
    none: 'Nothing.',
    leftLead:
      'The public does not find it on the page that stays; it comes back with the old page if the two are set apart. Who ordered keeps the link of their order.',
    counts: {
      photos: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'visible photo' : 'visible photos'}`,
      posts: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'visible post' : 'visible posts'}`,
      mandates: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'mandate' : 'mandates'}`,
      claims: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'claim under way' : 'claims under way'}`,
      disputes: (n: string): string => `of which ${n} in dispute`,
      refused: (n: string, form: PluralForm): string =>
        form === 'one'
          ? `${n} claim that was refused since: it stays so if the two are set apart`
          : `${n} claims that were refused since: they stay so if the two are set apart`,
      reports: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'other report that waits' : 'other reports that wait'}`,
      corrections: (n: string, form: PluralForm): string =>
        `${n} ${form === 'one' ? 'correction that waits' : 'corrections that wait'}`,
      products: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'product' : 'products'}`,
      orders: (n: string, form: PluralForm): string => `${n} ${form === 'one' ? 'order' : 'orders'}`,
      openOrders: (n: string): string => `of which ${n} not over`,
      logos: (n: string): string => `${n} logo`,
    },
    undo: 'It can be taken back: the two pages are two again, each with what was its own. What happens meanwhile (photos that are added, decisions) stays on the page that stays.',
    undoClaims:
      'Once a claim that was passed on to the page that stays is accepted, it can be taken back no more while that person keeps it.',
    refusals: {
      'kept-by-passed-claim':
        'It cannot be taken back for now: a claim on the page that went was passed on to the one that stays, and was accepted since. That person keeps the page that stays: take the decision on their claim back first, or wait until they give the page back.',
      'merged-further':
        'It cannot be taken back for now: the page that stays was merged into another one since. Take that decision back first.',
      'nothing-to-separate': 'It can be taken back no more: no source tells of the page that went any more.',
    },
    notShown: 'Wait until you see what will change, then accept.',
  },
  history: {
    authors: {
      merchant: 'the merchant',
      town: 'the local authority',
      link: 'by a link',
      system: 'automatically',
    },
    undoes: (when: string, fields: string): string => `Takes back the change of ${when}: ${fields}.`,
    accepted: 'Asked for, and accepted by the local authority.',
    undone: 'This change was taken back.',
    actOn: (done: string, title: string): string => `${done}: “${title}”`,
  },
  corrections: {
    one: 'correction',
    onePlace: 'address that the business asks for',
    fields: { phone: 'phone', hours: 'hours', state: 'opening or closing', address: 'address' },
    doubts: {
      owned: 'An account keeps this page, and the link asks for none.',
      policy: 'The territory checks every correction.',
      address: 'The address that received the link is not that of the business any more.',
      moved: 'The place asked for is far from the one that the page shows.',
      commune: 'The address asked for is in another commune.',
      street: 'The street asked for is not in the directory.',
    },
    receivedOn: (day, by) =>
      by === null ? `Received on ${day}.` : `Asked on ${day} by ${by}, who keeps the page.`,
    far: (metres, way) => `${metres}\u00a0m from where it is now, to the ${way}.`,
    directions: {
      n: 'north',
      ne: 'north-east',
      e: 'east',
      se: 'south-east',
      s: 'south',
      sw: 'south-west',
      w: 'west',
      nw: 'north-west',
    },
    map: (far) => `Drawing of the move. ${far}`,
    legend: 'Empty circle: where it is now. Full circle: what is proposed.',
    before: 'What the page shows',
    after: 'What is proposed',
    accept: 'Accept: the page shows it at once',
    refuse: 'Refuse',
    reasonForMerchant: 'Needed to refuse, optional otherwise. The merchant reads it in the mailed answer.',
    reasonHint: 'For the local authority alone: nobody else reads it.',
    decided: { accept: 'Correction accepted.', refuse: 'Correction refused.' },
    gone: 'This correction has its answer already.',
    answered: {
      accepted: (day, by) => (by === null ? `Accepted on ${day}.` : `Accepted on ${day} by ${by}.`),
      refused: (day, by) => (by === null ? `Refused on ${day}.` : `Refused on ${day} by ${by}.`),
    },
    acceptedPlace: 'The address that was accepted',
    pinMoved: 'It is the address that was asked for: its point on the map was moved before it was accepted.',
    askedPlace: 'The address that was asked for',
    editPlace: 'Correct the address before accepting',
    leavePlace: 'Leave the address as it is asked for',
    editedPlace: 'The address that the page will show',
    editHint:
      'The address that is asked for stands in these fields. If you accept, the page shows what you change in them, in the name of the local authority, and the merchant reads it. With another street or another town, the pin goes to the door that the directory knows, unless you put it yourself.',
    complement: 'Additional line (building, floor, arcade)',
    acceptedEdited: 'Correction accepted, at the address that you corrected.',
    refusedPlace: 'The address that was refused',
    reopened: 'The decision is taken back: the correction waits again.',
  },
  pin: {
    heading: 'On the map',
    known: 'The address is known: the page will have this pin.',
    placed: 'The page will have the pin where you put it.',
    none: 'No door of this street is known: without a pin, the page will not be on the map.',
    today: 'The pin of the page today.',
    asked: 'The pin is where it is asked for.',
    backAsked: 'Put the pin back where it is asked for',
    noneToday: 'The page has no pin: it is not on the map.',
    backToday: 'Put the pin back where it is today',
    put: 'Place the pin, from the middle of the commune',
    remove: 'Take the pin away',
    back: 'Put the pin back at the address',
    begun: 'The pin is in the middle of the town, and does not count yet: move it to the door.',
    map: 'Plan around the pin: touch it to put the pin there',
    legend: 'The pin, the streets, and the numbers of the businesses beside it.',
    wider: 'See farther around',
    nearer: 'See closer',
    steps: {
      north: (metres: string) => `${metres} m north`,
      south: (metres: string) => `${metres} m south`,
      west: (metres: string) => `${metres} m west`,
      east: (metres: string) => `${metres} m east`,
    },
  },
};
