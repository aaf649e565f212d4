import { pathTo } from '@halles/contracts';
import type { AgentSession } from '@halles/domain/mandates';
import type { PageScope } from '../rendering/page-scope';
import type { OnBehalfView } from './merchant-space.view';

/** What stands on every page that an agent is on: for whom, in whose name, and the way out. Pure. */
export function presentOnBehalf(
  { texts, locale }: PageScope,
  { agent, mandate }: AgentSession,
  business: string | null,
): OnBehalfView {
  return {
    text:
      mandate === null
        ? texts.line('pro.onBehalf.service', { business: business ?? texts.line('pro.unnamed') })
        : texts.line('pro.onBehalf.text', {
            business: business ?? texts.line('pro.unnamed'),
            person: mandate.giverName,
            quality: mandate.giverQuality,
          }),
    name: texts.line('pro.onBehalf.name', { agent: agent.name }),
    end: { action: pathTo('agent.end', locale), label: texts.line('pro.onBehalf.end') },
  };
}
