import { linksThatFit } from '../../apps/console/src/app/core/nav-fold';

describe('the menu of the console', () => {
  const ends = [100, 200, 300, 400];

  it.each([
    ['all of them where they fit', 400, 0, 4],
    ['those that leave room for the button', 399, 0, 2],
    ['less where something stands behind them', 399, 90, 1],
    ['none where there is no room', 80, 0, 0],
    ['all of them until the width is known', 0, 0, 4],
  ])('shows %s', (_what, width, behind, shown) => {
    expect(linksThatFit({ ends, behind }, width)).toBe(shown);
  });

  it('has no button where there is nothing to fold away', () => {
    expect(linksThatFit({ ends: [], behind: 0 }, 50)).toBe(0);
  });
});
