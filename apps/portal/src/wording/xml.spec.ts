import { xml } from './xml';

describe('a text in XML', () => {
  it('closes no tag and no attribute, and has nothing that XML 1.0 has not', () => {
    expect(xml(`<a href="x">L'été & \uFFFE\uFFFF🥖</a>`)).toBe(
      '&lt;a href=&quot;x&quot;&gt;L&apos;été &amp; 🥖&lt;/a&gt;',
    );
  });
});
