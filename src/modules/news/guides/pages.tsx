/** Hướng dẫn: the list, one guide, its form and its recordings. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Checkboxes } from '#ui/choices.tsx'
import { BackLink, Button, LinkTile, LinkTiles } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { StatusTag } from '#ui/status.tsx'
import { FileUpload } from '#ui/upload.tsx'
import { AreaChoices } from '../areas/pages.tsx'
import { Picture } from '../articles/pages.tsx'
import { newsLinks, pieceCan, type Version, type Written } from '../domain.ts'
import { Markup } from '../markup/pages.tsx'
import { messagesOf, typed, typedMany } from '../office/domain.ts'
import { type FormProps, PictureField } from '../office/form/pages.tsx'
import { texts as officeTexts } from '../office/texts.ts'
import { type Guide, languageOf, stepsMax, type Tongue, tongues } from './domain.ts'
import { texts } from './texts.ts'

/** Pages of the installation that other modules serve. */
const elsewhere = {
  procedure: (code: string) => `/thu-tuc/${code}`,
  event: (key: string) => `/su-kien/${key}`,
} as const

const spokenTongues = ({ spoken }: Guide): readonly Tongue[] => tongues.filter((one) => spoken[one])

export function GuideListPage(props: { readonly guides: readonly Written<Guide>[] }) {
  return (
    <PortalFrame breadcrumb={[]}>
      <GuideList {...props} />
    </PortalFrame>
  )
}

function GuideList({ guides }: { readonly guides: readonly Written<Guide>[] }) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      <Section id="cac-huong-dan" title={t.list}>
        {guides.length === 0 ? (
          <p class="empty">{t.empty}</p>
        ) : (
          <LinkTiles>
            {guides.map(({ id, slug, version: { content } }) => (
              <LinkTile key={id} href={newsLinks.show('guide', slug)} title={content.title} icon="help">
                <span lang="vi">{content.lead}</span>
                {spokenTongues(content).length > 0 && (
                  <>
                    <br />
                    <span class="hint">
                      {t.spokenIn(
                        spokenTongues(content)
                          .map((one) => t[one])
                          .join(', '),
                      )}
                    </span>
                  </>
                )}
              </LinkTile>
            ))}
          </LinkTiles>
        )}
      </Section>
    </div>
  )
}

/** A procedure or an event in life with its name. */
export type Related = { readonly key: string; readonly name: string }
export type GuideRelations = {
  readonly procedures: readonly Related[]
  readonly lifeEvents: readonly Related[]
}
export type GuideProps = { readonly guide: Written<Guide>; readonly related: GuideRelations }

export function GuidePage(props: GuideProps & { readonly listLabel: string }) {
  return (
    <PortalFrame breadcrumb={[{ href: newsLinks.list('guide'), label: props.listLabel }]}>
      <GuideWhole {...props} />
    </PortalFrame>
  )
}

function GuideWhole({ guide, related }: GuideProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (guide.endedAt)
    return (
      <div class="reading stack">
        <PageHead title={t.withdrawn} />
        <Notice tone="warning" title={formatDateTime(guide.endedAt, language)}>
          <p lang="vi">
            {t.why}: {guide.endedReason}
          </p>
        </Notice>
        <p>
          <BackLink href={newsLinks.list('guide')}>{t.back}</BackLink>
        </p>
      </div>
    )
  return (
    <article class="stack" lang="vi">
      <PageHead title={guide.version.content.title} lead={guide.version.content.lead} />
      <GuideView version={guide.version} level={2} />
      {related.procedures.length > 0 && (
        <Section id="thu-tuc" title={t.procedures}>
          <ul class="stack">
            {related.procedures.map(({ key, name }) => (
              <li key={key}>
                <a href={elsewhere.procedure(key)}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {related.lifeEvents.length > 0 && (
        <Section id="su-kien" title={t.events}>
          <ul class="stack">
            {related.lifeEvents.map(({ key, name }) => (
              <li key={key}>
                <a href={elsewhere.event(key)}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  )
}

/** Recordings first, for whoever came to listen; then the steps. */
export function GuideView({
  version: { content },
  level,
}: {
  readonly version: Pick<Version<Guide>, 'content'>
  readonly level: 2 | 3
}) {
  const t = useTexts(texts)
  const spoken = spokenTongues(content)
  return (
    <>
      {level === 3 && (
        <>
          <h3>{content.title}</h3>
          <p class="lead">{content.lead}</p>
        </>
      )}
      {spoken.length > 0 && (
        <Section id="nghe" title={t.listen} level={level} isPanel>
          {spoken.map((one) => (
            <figure key={one} class="recording">
              <figcaption>{t[one]}</figcaption>
              {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the steps beneath are its words */}
              <audio
                controls
                preload="none"
                src={newsLinks.file(content.spoken[one] ?? '')}
                lang={languageOf[one]}
              >
                <a href={newsLinks.file(content.spoken[one] ?? '')}>{t.download}</a>
              </audio>
            </figure>
          ))}
        </Section>
      )}
      <Section id="cac-buoc" title={t.steps} level={level}>
        <ol class="how">
          {content.steps.map(({ text, picture }) => (
            <li key={text}>
              <Markup text={text} level={3} />
              {picture && <Picture picture={picture} />}
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

export function GuideForm({
  fields,
  errors,
  places,
  kept,
  lifeEvents,
}: FormProps<Guide> & { readonly lifeEvents: readonly Related[] }) {
  const t = useTexts(texts)
  const o = useTexts(officeTexts)
  const errorOf = messagesOf(errors)
  return (
    <>
      <TextInput
        name="tieu-de"
        label={t.fieldTitle}
        value={typed(fields, 'tieu-de')}
        error={errorOf('tieu-de')}
        maxLength={200}
      />
      <TextArea
        name="tom-tat"
        label={t.fieldLead}
        value={typed(fields, 'tom-tat')}
        error={errorOf('tom-tat')}
        rows={3}
        maxLength={500}
      />
      <p class="hint">{t.stepHint}</p>
      {Array.from({ length: stepsMax }, (_, index) => {
        const name = `buoc-${index + 1}`
        const picture = kept?.steps[index]?.picture ?? null
        const isOpen = Boolean(
          typed(fields, name) || picture || index === 0 || errorOf(`anh-${index + 1}-mo-ta`),
        )
        const parts = (
          <>
            <TextArea
              name={name}
              label={t.step(index + 1)}
              value={typed(fields, name)}
              error={errorOf(name)}
              rows={3}
              isOptional={index > 0}
            />
            <PictureField
              name={`anh-${index + 1}`}
              label={t.stepPicture(index + 1)}
              fields={fields}
              kept={picture}
              errorOf={errorOf}
            />
          </>
        )
        return isOpen ? (
          <div key={name} class="stack">
            {parts}
          </div>
        ) : (
          <Disclosure key={name} summary={t.step(index + 1)}>
            {parts}
          </Disclosure>
        )
      })}
      <TextInput
        name="thu-tuc"
        label={t.fieldProcedures}
        hint={t.fieldProceduresHint}
        value={typed(fields, 'thu-tuc')}
        error={errorOf('thu-tuc')}
        maxLength={300}
        isOptional
      />
      <Checkboxes
        name="su-kien"
        label={t.fieldEvents}
        choices={lifeEvents.map(({ key, name }) => ({ value: key, label: name }))}
        values={typedMany(fields, 'su-kien')}
        isInline
        isOptional
      />
      <AreaChoices
        places={places}
        chosen={typedMany(fields, 'khu-vuc')}
        hint={o.areasHint}
        error={errorOf('khu-vuc')}
      />
    </>
  )
}

/** In the list of the office: which tongues have no recording yet. */
export function MissingTongues({ guide }: { readonly guide: Written<Guide> }) {
  const t = useTexts(texts)
  const missing = tongues.filter((one) => !guide.version.content.spoken[one])
  return missing.length === 0 ? t.complete : t.missingTongues(missing.map((one) => t[one]).join(', '))
}

export const recordingMegabytesMax = 8

/** What is recorded and what is missing; files go into the draft alone, so that somebody else approves them too. */
export function Recordings({ guide, action }: { readonly guide: Written<Guide>; readonly action: string }) {
  const t = useTexts(texts)
  const { spoken } = guide.version.content
  const isOpen = pieceCan('save', guide)
  return (
    <Section id="ban-doc" title={t.recordings} isPanel>
      <p>{t.recordingsLead}</p>
      <ul class="stack">
        {tongues.map((one) => (
          <li key={one} class="stack">
            <p>
              <strong>{t[one]}</strong>{' '}
              <StatusTag tone={spoken[one] ? 'success' : 'warning'}>
                {spoken[one] ? t.there : t.missing}
              </StatusTag>
            </p>
            {isOpen && (
              <PostForm
                action={action}
                hidden={{ tieng: one }}
                hasFiles
                class="stack"
                label={t.upload(t[one])}
              >
                <FileUpload
                  name={`tep-${one}`}
                  label={t.file(t[one])}
                  megabytesMax={recordingMegabytesMax}
                  accept="audio/mpeg,audio/mp4,audio/ogg,.mp3,.m4a,.ogg"
                  kinds="MP3, M4A, Ogg"
                  isSingle
                  isOptional
                />
                <div class="button-group">
                  <Button kind="secondary">{t.upload(t[one])}</Button>
                  {spoken[one] && (
                    <Button kind="quiet" name="bo" value="1">
                      {t.remove(t[one])}
                    </Button>
                  )}
                </div>
              </PostForm>
            )}
          </li>
        ))}
      </ul>
      {!isOpen && <p class="hint">{t.onlyInDraft}</p>}
    </Section>
  )
}
