import { scopeOf, territory } from '../../testing/page-scopes';
import { agentsVoice } from './agent-voice';

/** What only who keeps the page reads: their home and account, their first steps, what no mandate reaches. */
const OF_THE_OWNER =
  /^pro\.(account|home|welcome|history\.by\.you|place\.(waits|refused)Home|clash\.mine|preview\.clash(Own)?|onBehalf|leads\.legal|notes\.(disclosure|mediator)|fields\.(register|terms|disclosePage)|forAgents)\b/;
const OF_POSTS = /^posts\.(forAgents)\b/;

describe('the words that an agent reads', () => {
  it.each([
    ['fr', /\b(votre|vos)\b|\bvous (êtes|acceptez|livrez|fermez|préférez|avez obtenus|déplacez)|chez vous/i],
    ['en', /\byours?\b|\byou (are|accept|deliver|close|would rather|have moved|were awarded)\b/i],
  ] as const)('take the page for nobody’s but the business’s, in %s', (locale, ours) => {
    const texts = agentsVoice(scopeOf(territory(), locale).texts);
    const said = [...texts.entries()].filter(
      ([key]) => /^(pro|posts)\./.test(key) && !OF_THE_OWNER.test(key) && !OF_POSTS.test(key),
    );
    expect(said.length).toBeGreaterThan(300);
    expect(
      said
        .filter(([, words]) => ours.test([words].flat().join(' ')))
        .map(([key, words]) => `${key}: ${words}`),
    ).toEqual([]);
  });
});
