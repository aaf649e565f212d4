import { waitAfter } from './sign-in-limiter';

it('lets five mistakes pass, then waits 30 s, doubling to a quarter of an hour', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 50].map(waitAfter)).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900]);
});
