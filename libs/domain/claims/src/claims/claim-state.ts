/**
 * `open`: proof is awaited. `review`: a person of the town decides. `disputed`: so does one, between two accounts.
 * `approved`: the account keeps the listing. The others are ends.
 */
export const CLAIM_STATES = [
  'open',
  'review',
  'disputed',
  'approved',
  'refused',
  'expired',
  'withdrawn',
  'released',
  'transferred',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** What may happen to a claim. */
export const CLAIM_STEPS = [
  /** A proof that the policy takes for enough. */
  'prove',
  /** A proof that a person must look at, or the input that one decides. */
  'submit',
  /** The town asks for a document. */
  'request',
  /** Somebody else has the listing, or wants it with a proof of their own. */
  'contest',
  /** The other one is gone. */
  'settle',
  'approve',
  'refuse',
  'expire',
  'withdraw',
  'release',
  'transfer',
  /** The town takes its refusal back. */
  'reopen',
  /** The town takes the page back that it gave. */
  'revoke',
] as const;
export type ClaimStep = (typeof CLAIM_STEPS)[number];

type Transitions = Readonly<Record<ClaimState, Readonly<Partial<Record<ClaimStep, ClaimState>>>>>;

const DECIDED = { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' } as const;

/** Which step leads where; what is not here is refused. */
export const claimTransitions: Transitions = {
  open: { ...DECIDED, prove: 'approved', submit: 'review', contest: 'disputed', expire: 'expired' },
  review: { ...DECIDED, prove: 'approved', submit: 'review', request: 'review', contest: 'disputed' },
  disputed: { ...DECIDED, submit: 'disputed', request: 'disputed', contest: 'disputed', settle: 'review' },
  // Who keeps what another claims is asked for documents, and sends them, too.
  approved: {
    submit: 'approved',
    request: 'approved',
    release: 'released',
    transfer: 'transferred',
    revoke: 'refused',
  },
  refused: { reopen: 'review' },
  expired: {},
  withdrawn: {},
  released: {},
  transferred: {},
};

/** Where a step leads from a state; null where it may not be taken. Pure. */
export const stateAfter = (state: ClaimState, step: ClaimStep): ClaimState | null =>
  claimTransitions[state][step] ?? null;

/** States in which something can still be decided: one such claim an account and listing. */
export const underWay = ['open', 'review', 'disputed'] as const satisfies readonly ClaimState[];

/** Whether something can still be decided. Pure. */
export const isUnderWay = (state: ClaimState): boolean => (underWay as readonly ClaimState[]).includes(state);

/**
 * Whether the town looks at the documents of a claim: it is under way, or its account keeps what another claims. Pure.
 * @param others the other claims on its listing
 */
export const isExamined = (
  { state }: { readonly state: ClaimState },
  others: readonly { readonly state: ClaimState }[],
): boolean =>
  isUnderWay(state) || (state === 'approved' && others.some((other) => other.state === 'disputed'));

/** Whether a person of the town is to decide. Pure. */
export const isToDecide = (state: ClaimState): boolean => state === 'review' || state === 'disputed';
