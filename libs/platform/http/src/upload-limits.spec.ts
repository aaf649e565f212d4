import { MINUTE, SECOND } from '@halles/kernel';
import { isTooSlow, UPLOAD_TIMEOUT, UploadSlots } from './upload-limits';

const MEGABYTE = 1024 * 1024;

describe('a body that arrives', () => {
  it('may take its time to get going', () => {
    expect(isTooSlow(20 * SECOND, 0, 10 * MEGABYTE)).toBe(false);
    expect(isTooSlow(21 * SECOND, 0, 10 * MEGABYTE)).toBe(true);
  });

  it('may be slow, and not slower than a telephone in the country', () => {
    expect(isTooSlow(MINUTE, 60 * 40 * 1024, 10 * MEGABYTE)).toBe(false);
    expect(isTooSlow(MINUTE, 60 * 7 * 1024, 10 * MEGABYTE)).toBe(true);
  });

  it('has the time that its size takes, and five minutes at most', () => {
    const fast = 100 * MEGABYTE;
    expect(isTooSlow(50 * SECOND, fast, MEGABYTE)).toBe(false);
    expect(isTooSlow(53 * SECOND, fast, MEGABYTE)).toBe(true);
    expect(isTooSlow(UPLOAD_TIMEOUT + 1, fast, 40 * MEGABYTE)).toBe(true);
  });
});

describe('places for uploads', () => {
  it('are for all tenants, half of them for one, and given back once', () => {
    const slots = new UploadSlots(4);
    const [first] = [slots.take('here'), slots.take('here')];
    expect(() => slots.take('here')).toThrow('files-busy');
    const others = [slots.take('there'), slots.take('yonder')];
    expect(() => slots.take('fourth')).toThrow('files-busy');
    first?.();
    first?.();
    slots.take('here');
    expect(() => slots.take('here')).toThrow('files-busy');
    for (const giveBack of others) giveBack();
    expect(() => slots.take('fourth')).not.toThrow();
  });
});
