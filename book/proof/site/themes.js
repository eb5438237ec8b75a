'use strict'
// The shortest chapter, the longest and one without a picture, in every theme side by side.

{
  const { element } = proof
  let themes = null
  let busy = false

  const tell = () => {
    const select = $('theme-chapter')
    const before = select.value
    const known = themes.chapters.length ? themes.chapters
      : [...new Set(themes.themes.flatMap(theme => Object.keys(theme.chapters)))].map(id => ({ id, title: id, why: '' }))
    select.replaceChildren(...known.map(({ id, title, why }) => element('option', { value: id }, why ? `${title} (${why})` : title)))
    if (known.some(({ id }) => id === before)) select.value = before
    select.disabled = !known.length
    busy = busy && !themes.done
    $('lay-out-themes').hidden = !proof.live
    $('lay-out-themes').textContent = themes.done ? 'Lay out again' : 'Lay out the themes'
    $('lay-out-themes').disabled = busy
    const nothing = themes.done && !themes.themes.length
    $('themes-state').textContent = busy ? 'laying out…' : nothing ? 'no theme can be shown before the problems of the book are mended' : ''
    $('theme-list').replaceChildren(...themes.themes.map(theme => column(theme, select.value)))
  }

  const column = (theme, chapter) => {
    const [first, end] = theme.chapters[chapter] ?? [0, 0]
    const pages = Array.from({ length: Math.max(0, end - first) }, (_, n) => first + n)
    const words = pages.length ? `${pages.length} page${pages.length === 1 ? '' : 's'}` : theme.problems[0]?.message ?? ''
    return element('section', { className: 'theme' },
      element('h2', {}, theme.name, theme.own ? element('span', { className: 'own' }, 'this book’s') : ''),
      element('p', {}, theme.description),
      element('p', { className: 'places' }, words),
      element('div', { className: 'leaves' }, ...pages.map(page => element('img', {
        loading: 'lazy', alt: `${theme.name}, page ${page - first + 1}`, src: proof.pageUrl(theme.document, page, 280 * (devicePixelRatio || 1)),
      }))))
  }

  const renew = async () => { themes = await proof.load('themes'); if (proof.view === 'themes') tell() }

  $('lay-out-themes').onclick = async () => {
    busy = true
    try { await proof.post('themes', {}); await renew() } catch (error) { busy = false; proof.say(error.message) }
  }
  $('theme-chapter').onchange = () => tell()

  proof.views.themes = {
    show: () => renew().catch(error => proof.say(error.message)),
    changed: before => { if (before === undefined) renew().catch(() => {}) },
  }
}
