export {
  adoptedHours,
  type HoursChanges,
  type StartedChanges,
  startingHours,
  statesHours,
  withStartingHours,
} from './adopted-hours';
export { checkProfile, type ProfileContext } from './check-profile';
export type {
  DraftField,
  FieldAuthor,
  FieldAuthors,
  FieldChange,
  FieldChanges,
  ManagedListing,
  ProfileAuthor,
  ProfileDraft,
  EditingAuthor,
  ProfileSave,
  Revision,
  Saved,
  StoredProfile,
} from './profile';
export { ProfileChecks } from './profile-checks';
export * from './profile.errors';
export * from './profile.events';
export {
  changeWords,
  fieldLabel,
  fieldWords,
  type FieldContext,
  valueWords,
  type WordScope,
} from './field-words';
export { factsOfProfile, contentOf, FIELDS_OF_FACTS, sourceOf } from './profile-facts';
export { mergeChanges, withChanges } from './profile-merge';
export { ProfilesModule } from './profiles.module';
export { noProfile } from './profile.repository';
export {
  type ProfileEditor,
  type ProfilePreview,
  ProfileService,
  type RevisionPage,
} from './profile.service';
export { ProfileWriter } from './profile-writer';
export {
  holidaysRead,
  type ReadElsewhere,
  readElsewhere,
  type ReadingContext,
  readingAt,
} from './read-elsewhere';
export { specialitiesOf } from './specialities';
export { type RevisionWords, revisionWords } from './revision-words';
export { plainOfRichText, richTextOfHtml, richTextOfPlain } from './rich-text';
export { wheelchairOf } from './wheelchair';
