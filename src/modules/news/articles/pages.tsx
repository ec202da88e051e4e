/** Tin tức: the list, one article, and its form. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime } from '#kernel/text.ts'
import { Select } from '#ui/choices.tsx'
import { BackLink } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { AreaChoices } from '../areas/pages.tsx'
import { newsLinks, type Version, type Written } from '../domain.ts'
import { Markup } from '../markup/pages.tsx'
import { messagesOf, typed, typedMany } from '../office/domain.ts'
import { type FormProps, PictureField } from '../office/form/pages.tsx'
import { texts as officeTexts } from '../office/texts.ts'
import { type Article, type Category, categories } from './domain.ts'
import { texts } from './texts.ts'

export type ArticleListProps = {
  readonly articles: readonly Written<Article>[]
  readonly category: Category | undefined
  readonly olderHref: string | undefined
}

export function ArticleListPage(props: ArticleListProps) {
  return (
    <PortalFrame breadcrumb={[]}>
      <ArticleList {...props} />
    </PortalFrame>
  )
}

function ArticleList({ articles, category, olderHref }: ArticleListProps) {
  const t = useTexts(texts)
  return (
    <div class="stack">
      <PageHead title={t.title} lead={t.lead} />
      <p>
        <a href={newsLinks.list('alert')}>{t.warnings}</a>
      </p>
      <FilterBar action={newsLinks.list('article')} label={t.filter}>
        <Select
          name="chuyen-muc"
          label={t.category}
          choices={categories.map((value) => ({ value, label: t[value] }))}
          value={category}
          placeholder={t.all}
          isOptional
        />
      </FilterBar>
      <Section id="cac-tin" title={t.list}>
        {articles.length === 0 ? (
          <p class="empty">{t.empty}</p>
        ) : (
          <ArticleRows articles={articles} level={3} />
        )}
        <Pagination nextHref={olderHref} />
        <p>
          <a href={newsLinks.feed('article')}>{t.feed}</a>
        </p>
      </Section>
    </div>
  )
}

/** Articles under each other: a small picture, the title, one or two sentences. */
export function ArticleRows({
  articles,
  level,
  isShort,
}: {
  readonly articles: readonly Written<Article>[]
  readonly level: 2 | 3
  /** Titles and days alone, where every byte counts. */
  readonly isShort?: boolean
}) {
  const t = useTexts(texts)
  const Heading = `h${level}` as const
  return (
    <ul class="news-rows">
      {articles.map(({ id, slug, version }) => (
        <li key={id}>
          <p class="kicker">
            {t[version.content.category]} · {version.fromAt && formatDate(version.fromAt)}
          </p>
          <Heading lang="vi">
            <a href={newsLinks.show('article', slug)}>{version.content.title}</a>
          </Heading>
          {!isShort && <p lang="vi">{version.content.lead}</p>}
        </li>
      ))}
    </ul>
  )
}

export type ArticleProps = {
  readonly article: Written<Article>
  /** When it was published first, where this is a correction. */
  readonly firstAt: Date | undefined
  readonly areas: readonly string[]
}

export function ArticlePage(props: ArticleProps & { readonly listLabel: string }) {
  return (
    <PortalFrame breadcrumb={[{ href: newsLinks.list('article'), label: props.listLabel }]}>
      <ArticleWhole {...props} />
    </PortalFrame>
  )
}

function ArticleWhole({ article, firstAt, areas }: ArticleProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { version, unitName, endedAt, endedReason } = article
  if (endedAt)
    return (
      <div class="reading stack">
        <PageHead title={t.withdrawn} />
        <Notice tone="warning" title={`${formatDateTime(endedAt, language)}`}>
          <p lang="vi">
            {t.why}: {endedReason}
          </p>
        </Notice>
        <p>
          <BackLink href={newsLinks.list('article')}>{t.back}</BackLink>
        </p>
      </div>
    )
  return (
    <article class="stack" lang="vi">
      <ArticleView version={version} />
      {version.reason && (
        <Notice title={t.corrected}>
          <p>{version.reason}</p>
          {firstAt && (
            <p>
              {t.firstOn}: {formatDateTime(firstAt, language)}
            </p>
          )}
        </Notice>
      )}
      <p class="hint">
        {version.fromAt && formatDateTime(version.fromAt, language)} · {t.by}: {unitName} · {t.for}:{' '}
        {areas.join(', ') || t.wholeProvince}
      </p>
    </article>
  )
}

/** As people see it; also the preview of the office, where headings begin lower. */
export function ArticleView({
  version: { content },
  isPreview,
}: {
  readonly version: Pick<Version<Article>, 'content'>
  readonly isPreview?: boolean
}) {
  const t = useTexts(texts)
  const { title, lead, text, category, picture } = content
  return (
    <>
      {isPreview ? (
        <>
          <p class="kicker">{t[category]}</p>
          <h3>{title}</h3>
          <p class="lead">{lead}</p>
        </>
      ) : (
        <PageHead kicker={t[category]} title={title} lead={lead} />
      )}
      {picture && <Picture picture={picture} />}
      <Markup text={text} level={isPreview ? 3 : 2} />
    </>
  )
}

export const Picture = ({
  picture: { file, alt },
}: {
  readonly picture: { readonly file: string; readonly alt: string }
}) => <img class="news-picture" src={newsLinks.file(file)} alt={alt} loading="lazy" />

export function ArticleForm({ fields, errors, places, kept }: FormProps<Article>) {
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
        hint={t.fieldLeadHint}
        value={typed(fields, 'tom-tat')}
        error={errorOf('tom-tat')}
        rows={3}
        maxLength={500}
      />
      <TextArea
        name="noi-dung"
        label={t.fieldText}
        hint={o.markupHint}
        value={typed(fields, 'noi-dung')}
        error={errorOf('noi-dung')}
        rows={14}
      />
      <Select
        name="chuyen-muc"
        label={t.category}
        choices={categories.map((value) => ({ value, label: t[value] }))}
        value={typed(fields, 'chuyen-muc')}
        error={errorOf('chuyen-muc')}
      />
      <PictureField name="anh" fields={fields} kept={kept?.picture ?? null} errorOf={errorOf} />
      <AreaChoices
        places={places}
        chosen={typedMany(fields, 'khu-vuc')}
        hint={o.areasHint}
        error={errorOf('khu-vuc')}
      />
    </>
  )
}
