import type { OrderEvent } from '@halles/domain/orders';
import type { PageScope } from '../../rendering/page-scope';

type Scope = Pick<PageScope, 'texts'>;

/** What proves a hand-over, for the shop: "contre le code, scanné", "à Paul Martin", "sans code". Pure. */
export function proofWords({ handOver }: OrderEvent, { texts }: Scope): string[] {
  if (handOver == null) return [];
  const { code, recipient, sawProofOfAge, withoutProof } = handOver;
  return [
    ...(code === null ? [] : [texts.line(`handOver.history.${code}`)]),
    ...(recipient === null ? [] : [texts.line('handOver.history.to', { person: recipient })]),
    ...(withoutProof ? [texts.line('handOver.history.without')] : []),
    ...(sawProofOfAge ? [texts.line('handOver.history.age')] : []),
  ];
}

/** The same for its customer: whether the code was shown, and who received it. Pure. */
export function handedOverWords({ handOver }: OrderEvent, { texts }: Scope): string[] {
  if (handOver == null) return [];
  const { code, recipient, withoutProof } = handOver;
  return [
    ...(code === null ? [] : [texts.line('handOver.customer.code')]),
    ...(recipient === null ? [] : [texts.line('handOver.customer.to', { person: recipient })]),
    ...(withoutProof ? [texts.line('handOver.customer.without')] : []),
  ];
}
