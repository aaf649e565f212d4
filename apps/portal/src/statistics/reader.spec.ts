import { cameFromResults, isReader } from './reader';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('who reads', () => {
  it.each([
    ['a browser', { 'user-agent': FIREFOX }, true],
    ['a browser, asked again', { 'user-agent': FIREFOX }, true],
    [
      'a search engine',
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      false,
    ],
    ['a program', { 'user-agent': 'curl/8.5.0' }, false],
    ['a monitor', { 'user-agent': 'Mozilla/5.0 HeadlessChrome/140.0 Safari/537.36' }, false],
    ['who says nothing', {}, false],
    ['a browser that fetches ahead', { 'user-agent': FIREFOX, 'sec-purpose': 'prefetch' }, false],
    ['a browser that renders ahead', { 'user-agent': FIREFOX, 'sec-purpose': 'prefetch;prerender' }, false],
    ['an older one that fetches ahead', { 'user-agent': FIREFOX, purpose: 'prefetch' }, false],
  ])('%s: %j → %s', (_who, headers, expected) => expect(isReader(headers)).toBe(expected));
});

describe('where a reader comes from', () => {
  const host = 'bordeaux.localhost:3000';
  it.each([
    ['http://bordeaux.localhost:3000/commerces?q=pain', true],
    ['http://bordeaux.localhost:3000/commerces/boulangeries/bordeaux', true],
    ['http://bordeaux.localhost:3000/en/businesses?q=bread', true],
    ['http://bordeaux.localhost:3000/rues/bordeaux/rue-sainte-catherine', true],
    ['http://bordeaux.localhost:3000/commerce/paul-12', false],
    ['http://bordeaux.localhost:3000/', false],
    ['http://metz.localhost:3000/commerces?q=pain', false],
    ['https://www.moteur.example/commerces', false],
    ['nonsense', false],
    [undefined, false],
  ])('%s is a page of results: %s', (referer, expected) =>
    expect(cameFromResults(referer, host)).toBe(expected),
  );
});
