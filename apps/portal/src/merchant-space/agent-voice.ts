import { Texts } from '@halles/platform/theming';

/** Texts of the space that say « vous » to who keeps the page, as they are said to an agent who acts for them. */
const FOR_AGENTS = /^([a-zA-Z]+)\.forAgents\./;

/** Made once for each language of each theme. */
const known = new WeakMap<Texts, Texts>();

/** The words of the space as an agent reads them: the page is not the agent's. Pure. */
export function agentsVoice(texts: Texts): Texts {
  const made = known.get(texts);
  if (made) return made;
  const table = new Map(texts.entries());
  for (const [key, value] of texts.entries())
    if (FOR_AGENTS.test(key)) table.set(key.replace(FOR_AGENTS, '$1.'), value);
  const voiced = new Texts(texts.locale, table);
  known.set(texts, voiced);
  return voiced;
}
