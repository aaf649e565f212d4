export { PortalClaimsModule } from './claims.module';
export { claimantOf, claimPage } from './claim-page';
export { leadOf, nameOf, placeOf } from './claim-words';
export {
  type ClaimBody,
  claimForm,
  claimSection,
  type ClaimSectionView,
  hiddenField,
  oneSummary,
} from './claim.view';
export { presentAdditionWithdrawal } from './withdrawal.presenter';
