import { anOrder, basketOf, openOrdersWorld, type OrdersWorld } from '@halles/testing/orders';
import { FulfilmentSettingsService } from './fulfilment-settings.service';

describe('orders that are sent by post', () => {
  let orders: OrdersWorld;

  beforeAll(async () => {
    orders = await openOrdersWorld();
  });
  afterAll(() => orders.world.close());

  const sentTo = async (postalCode: string, city: string): Promise<unknown> => {
    const shop = await orders.aShop();
    await orders.services.get(FulfilmentSettingsService).change(orders.world.here, shop, (before) => ({
      ...before,
      post: {
        isOn: true,
        rules: { days: 2, bands: [{ fromCents: 0, feeCents: 500 }] },
        instructions: 'Par chèque',
      },
    }));
    const address = { street: '3 rue des Alpes', postalCode, city };
    const fulfilment = { mode: 'post', address, feeCents: 500 };
    return orders.place(shop, anOrder(basketOf(await orders.aProduct(shop)), { fulfilment, slotFrom: 0 }));
  };

  it('are placed for any town of France whose postcode is right', async () => {
    expect(await sentTo('13002', 'Marseille')).toHaveProperty('id');
  });

  it.each([
    ['75002', 'Marseille', 'other-town', '/city'],
    ['99999', 'Berlin', 'no-postcode', '/postalCode'],
  ])('are refused at the field where it is not: %s %s', async (postalCode, city, kind, pointer) => {
    await expect(sentTo(postalCode, city)).rejects.toMatchObject({
      ...{ code: 'fulfilment-refused', params: { refusal: { kind } }, errors: [{ pointer }] },
    });
  });
});
