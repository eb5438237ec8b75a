'use strict'
// The pages as they will be bound, two facing ones at a time, and the cover that goes around them.

{
  const MM = 72 / 25.4
  let position = 0          // of the left page of the spread (or the only one)
  let zoom = 'fit'
  let filled = ''           // what the strip of small pages was filled for
  let shownFor = ''

  const print = () => proof.book?.print
  const single = () => matchMedia('(max-width: 46rem)').matches
  const isRecto = page => (page - print().cover) % 2 === 0

  // The pages of the spread that holds a page: [left, right], null where there is none.
  const spreadOf = page => {
    const { pages, cover } = print()
    if (single()) return [page]
    if (page < cover) return [null, page]
    const left = isRecto(page) ? page - 1 : page
    return [left >= cover ? left : null, left + 1 < pages.length ? left + 1 : null]
  }

  const lines = page => {
    const { width, height, bleed, inside, outside } = print()
    const box = (name, left, top, right, bottom) => {
      const line = proof.element('span', { className: `line ${name}` })
      Object.assign(line.style, {
        left: `${left / width * 100}%`, top: `${top / height * 100}%`,
        right: `${right / width * 100}%`, bottom: `${bottom / height * 100}%`,
      })
      return line
    }
    const near = (inside || 9.5) * MM, far = (outside || 6.35) * MM
    const [left, right] = isRecto(page) ? [near, far] : [far, near]
    return [box('trim', bleed, bleed, bleed, bleed), box('safe', bleed + left, bleed + far, bleed + right, bleed + far)]
  }

  const labelOf = page => {
    const [, , folio] = print().pages[page]
    return folio ? `page ${folio}` : `page without a number, ${page + 1} of ${print().pages.length}`
  }

  const widthOf = () => {
    const { width, height } = print()
    const desk = $('spread-desk').getBoundingClientRect()
    const sheets = single() ? 1 : 2
    const wide = (desk.width - 48) / sheets
    if (zoom === 'fit') return Math.max(120, Math.min(wide, (desk.height - 40) * width / height))
    if (zoom === 'width') return wide
    return width / 72 * 96 * Number(zoom) / 100
  }

  const sheet = (page, width) => {
    const { pages, height, width: pt } = print()
    const holder = proof.element('figure', { className: 'leaf' })
    holder.style.width = `${width}px`
    holder.style.aspectRatio = `${pt} / ${height}`
    if (page === null) { holder.classList.add('nothing'); holder.setAttribute('aria-hidden', 'true'); return holder }
    holder.classList.add(isRecto(page) ? 'recto' : 'verso')
    const [file, number] = pages[page]
    const picture = proof.element('img', { alt: labelOf(page), src: proof.pageUrl(file, number, width * (devicePixelRatio || 1)) })
    picture.dataset.page = page
    holder.append(picture)
    if ($('lines').checked) holder.append(...lines(page))
    return holder
  }

  const tellPlace = () => {
    const { pages, sources, starts } = print()
    const shown = spreadOf(position).filter(page => page !== null)
    const folios = shown.map(page => pages[page][2] || '–')
    const titles = new Set(shown.map(page => [...starts].reverse().find(([begin, anchor]) => begin <= page && !anchor.startsWith('part-'))?.[2]))
    $('print-place').textContent = [folios.join(', '), ...titles, `${shown[0] + 1} of ${pages.length}`].filter(Boolean).join('  ·  ')
    $('page-number').placeholder = folios[0]
    const source = shown.map(page => sources[page]).find(Boolean)
    $('source').hidden = !proof.live || !source
    if (source) {
      $('source').textContent = source.split(':').slice(0, 2).join(':')
      $('source').dataset.source = source
    }
    const here = shown.map(page => pieceOn(page)).filter(Boolean)
    if (proof.view === 'print' && !here.includes(proof.anchor)) proof.at(here[0])
    for (const button of $('thumbs').querySelectorAll('[aria-current]')) button.removeAttribute('aria-current')
    for (const page of shown) $('thumbs').querySelector(`[data-page="${page}"]`)?.setAttribute('aria-current', 'true')
  }

  // Pages are drawn before the old ones are taken away, so that nothing flashes.
  let drawing = 0
  const draw = async () => {
    if (!print() || proof.view !== 'print') return
    const mine = ++drawing
    position = Math.max(0, Math.min(print().pages.length - 1, position))
    const width = widthOf()
    const wanted = spreadOf(position)
    const key = JSON.stringify([wanted.map(page => page === null ? null : [page, ...print().pages[page]]), Math.round(width), $('lines').checked])
    tellPlace()
    if (key === shownFor) return
    const leaves = wanted.map(page => sheet(page, width))
    await Promise.all(leaves.flatMap(leaf => [...leaf.querySelectorAll('img')]).map(picture => picture.decode().catch(() => {})))
    if (mine !== drawing) return
    shownFor = key
    $('spread').replaceChildren(...leaves)
  }

  const fillThumbs = () => {
    const on = $('thumbs-on').checked
    $('thumbs').hidden = !on
    if (!on || !print()) return
    const key = JSON.stringify(print().pages)
    if (key === filled) return
    const before = filled ? [...$('thumbs').children] : []
    filled = key
    const { width, height } = print()
    const made = print().pages.map(([file, number, folio], page) => {
      const url = proof.pageUrl(file, number, 120)
      const known = before[page]
      if (known?.dataset.url === url && known.dataset.folio === folio) return known
      const picture = proof.element('img', { alt: '', loading: 'lazy', src: url, width: 60, height: Math.round(60 * height / width) })
      const button = proof.element('button', { type: 'button', tabIndex: -1 }, picture, proof.element('span', {}, folio || '·'))
      button.setAttribute('aria-label', labelOf(page))
      button.dataset.page = page
      button.dataset.url = url
      button.dataset.folio = folio
      button.className = isRecto(page) ? 'recto' : 'verso'
      return button
    })
    $('thumbs').replaceChildren(...made)
  }

  const goToPage = page => {
    position = page
    draw()
    $('thumbs').querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }

  const turn = by => {
    if (!print()) return
    const shown = spreadOf(position).filter(page => page !== null)
    const next = by > 0 ? shown[shown.length - 1] + 1 : shown[0] - 1
    if (next >= 0 && next < print().pages.length) goToPage(next)
  }

  const turnZoom = by => {
    const values = [...$('zoom').options].map(option => option.value)
    const at = Math.max(0, Math.min(values.length - 1, values.indexOf(zoom) + by))
    zoom = $('zoom').value = values[at]
    draw()
  }

  $('zoom').onchange = event => { zoom = event.target.value; draw() }
  $('lines').onchange = draw
  $('thumbs-on').onchange = () => { fillThumbs(); draw() }
  $('print-back').onclick = () => turn(-1)
  $('print-on').onclick = () => turn(1)
  $('thumbs').onclick = event => { const button = event.target.closest('button'); if (button) goToPage(Number(button.dataset.page)) }
  $('spread').onclick = event => {
    const page = event.target.dataset.page
    if (page !== undefined && !single()) turn(isRecto(Number(page)) ? 1 : -1)
  }
  $('source').onclick = event => {
    const [file, line] = event.target.dataset.source.split(':')
    proof.edit(file, Number(line) || 1)
  }
  $('go-page').onsubmit = event => {
    event.preventDefault()
    const sought = $('page-number').value.trim().toLowerCase()
    const page = print()?.pages.findIndex(([, , folio]) => folio === sought) ?? -1
    if (page < 0) { proof.say(`no page is numbered ${sought || '…'}`); return }
    $('page-number').value = ''
    goToPage(page)
    $('spread-desk').focus()
  }
  addEventListener('resize', () => draw())

  proof.views.print = {
    show: () => {
      fillThumbs()
      const begin = pageOf(proof.anchor)
      const shown = print() ? spreadOf(position) : []
      if (begin !== null && !shown.some(page => pieceOn(page) === proof.anchor)) position = begin
      goToPage(position)
      if (!print()) $('print-place').textContent = 'the pages are being laid out…'
    },
    changed: before => {
      if (before?.print && print()) {
        // who reads a page goes on reading that page, whatever came or went before it
        const place = pieceOn(position, before)
        const was = place && pageOf(place, before), is = place && pageOf(place)
        if (was !== null && is !== null && was !== undefined && is !== undefined) position += is - was
      }
      if (proof.view === 'print') {
        if (!before?.print && print()) position = pageOf(proof.anchor) ?? 0
        fillThumbs()
        draw()
      }
      drawCover()
    },
    goTo: (anchor, place) => goToPage(place.page ?? pageOf(anchor) ?? position),
    goToPage,
    back: () => turn(-1), on: () => turn(1),
    start: () => goToPage(0), end: () => goToPage(print().pages.length - 1),
    larger: () => turnZoom(1), smaller: () => turnZoom(-1),
    lines: () => { $('lines').checked = !$('lines').checked; draw() },
    source: () => $('source').hidden || $('source').click(),
  }

  const pageOf = (anchor, book = proof.book) => book?.pieces.find(piece => piece.anchor === anchor)?.page ?? null
  const pieceOn = (page, book = proof.book) => [...(book?.print?.starts ?? [])].reverse()
    .find(([begin, anchor]) => begin <= page && book.pieces.some(piece => piece.anchor === anchor))?.[1]

  // -------------------------------------------------------------- the cover

  const drawCover = () => {
    const cover = proof.book?.cover
    $('cover-words').textContent = cover?.words ?? 'this edition has no cover of its own, or it is not made yet'
    if (!cover || proof.view !== 'cover') return
    const { width, height, bleed, spine } = cover
    const room = $('wrap').parentElement.getBoundingClientRect()
    const wide = Math.max(280, Math.min(room.width - 40, (room.height - 40) * width / height))
    const holder = proof.element('figure', { className: 'leaf whole' })
    Object.assign(holder.style, { width: `${wide}px`, aspectRatio: `${width} / ${height}` })
    holder.append(proof.element('img', { alt: 'The whole cover: back, spine and front', src: proof.pageUrl(cover.document, 0, wide * (devicePixelRatio || 1)) + (proof.live ? `?${proof.book.number}` : '') }))
    if ($('cover-lines').checked) {
      const trim = proof.element('span', { className: 'line trim' })
      Object.assign(trim.style, { left: `${bleed / width * 100}%`, right: `${bleed / width * 100}%`, top: `${bleed / height * 100}%`, bottom: `${bleed / height * 100}%` })
      const folds = proof.element('span', { className: 'line fold' })
      const side = (width - spine) / 2
      Object.assign(folds.style, { left: `${side / width * 100}%`, right: `${side / width * 100}%`, top: 0, bottom: 0 })
      holder.append(trim, folds)
    }
    $('wrap').replaceChildren(holder)
  }
  $('cover-lines').onchange = drawCover
  proof.views.cover = { show: drawCover, lines: () => { $('cover-lines').checked = !$('cover-lines').checked; drawCover() } }
}
