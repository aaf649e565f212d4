export { PLAN_SIDE, PLAN_SPANS, PLAN_STEPS, type PlanStep, steppedTo } from './place-plan';
export { pinInputs, presentPlan } from './place-plan.presenter';
export type { HiddenView, PlacePlanView } from './place-plan.view';
export { isTouch, type PlaceForm, type PlaceContext, PlaceContexts } from './place-contexts';
export { PortalPlacesModule } from './places.module';
export {
  type Commune,
  inSpan,
  pinValues,
  placeWord,
  type TypedPlace,
  typedPlace,
  withPin,
} from './typed-place';
