import {
  consolePermissions,
  ownPermissions,
  permissionsOf,
  portalPermissions,
  roles,
} from '@halles/contracts';

describe('roles', () => {
  it('are five lists of permissions of their own realm', () => {
    expect(Object.keys(roles)).toEqual(['operator', 'manager', 'agent', 'merchant-owner', 'merchant-staff']);
    for (const { realm, permissions } of Object.values(roles)) {
      const known: readonly string[] = realm === 'console' ? consolePermissions : portalPermissions;
      expect(permissions.filter((permission) => !known.includes(permission))).toEqual([]);
    }
  });

  it('leave no permission that nobody holds', () => {
    const held = new Set<string>([
      ...ownPermissions,
      ...Object.values(roles).flatMap(({ permissions }) => [...permissions]),
    ]);
    expect(
      [...portalPermissions, ...consolePermissions].filter((permission) => !held.has(permission)),
    ).toEqual([]);
  });

  it('give the policy of a territory to its manager and not to its agents', () => {
    expect(roles.manager.permissions).toContain('policy.edit');
    expect(roles.agent.permissions).not.toContain('policy.edit');
    expect(roles.manager.permissions).not.toContain('platform.read');
  });
});

describe('a grant on a listing', () => {
  it('allows what the role does, or the part of it that was left', () => {
    expect(permissionsOf('merchant-staff', null)).toEqual([
      'listing.read',
      'listing.edit',
      'listing.photos',
      'listing.orders',
      'listing.agenda',
      'listing.messages',
      'listing.statistics',
    ]);
    expect(permissionsOf('merchant-staff', ['listing.photos', 'listing.read'])).toEqual([
      'listing.read',
      'listing.photos',
    ]);
  });

  it('never allows more than its role, whatever it names', () => {
    expect(permissionsOf('merchant-staff', ['listing.team', 'policy.edit', 'nonsense'])).toEqual([]);
  });
});
