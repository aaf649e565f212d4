/** Keys that the fake takes. */
export const STRIPE_KEYS: { readonly secretKey: string; readonly webhookSecret: string } = {
  secretKey: 'sk_test_halles',
  webhookSecret: 'whsec_halles',
};
