/**
 * The script of the page, as it is put into it. It reads the data beside it and writes texts only: nothing of
 * a repository becomes markup.
 */
export const PAGE_SCRIPT = String.raw`
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const picture = document.querySelector('svg.picture');
  const panel = document.getElementById('panel');
  const body = document.getElementById('panel-body');
  const status = document.getElementById('status');
  const boxes = data.boxes.map((_, index) => document.getElementById('b' + index));
  const arrows = data.arrows.map((_, index) => document.getElementById('a' + index));
  const rows = data.boxes.map((_, index) => document.getElementById('r' + index));
  let opener;

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const list = (title, items) => {
    if (items.length === 0) return;
    body.append(make('h3', title));
    const ul = make('ul');
    for (const item of items) {
      const li = make('li');
      li.append(item);
      ul.append(li);
    }
    body.append(ul);
  };
  const button = (text, act) => {
    const element = make('button', text, 'link');
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  };
  const facts = (pairs) => {
    const dl = make('dl');
    for (const [name, value] of pairs) dl.append(make('dt', name), make('dd', value));
    body.append(dl);
  };

  const show = (kept, along, words) => {
    const inside = new Set(kept);
    const lines = new Set(along);
    picture.classList.add('choosing');
    boxes.forEach((box, index) => box && box.classList.toggle('on', inside.has(index)));
    rows.forEach((row, index) => row && row.classList.toggle('on', inside.has(index)));
    arrows.forEach((arrow, index) => arrow && arrow.classList.toggle('on', lines.has(index)));
    status.textContent = words;
  };
  const clear = () => {
    picture.classList.remove('choosing');
    for (const element of [...boxes, ...arrows, ...rows]) if (element) element.classList.remove('on', 'chosen');
    for (const one of document.querySelectorAll('.choice[aria-pressed="true"]')) {
      one.setAttribute('aria-pressed', 'false');
    }
    status.textContent = '';
  };
  const open = (title, from) => {
    if (from) opener = from;
    body.replaceChildren();
    document.getElementById('panel-title').textContent = title;
    panel.hidden = false;
    const place = from && from.getBoundingClientRect ? from.getBoundingClientRect() : undefined;
    panel.classList.toggle('left', place !== undefined && place.left + place.width / 2 > innerWidth / 2);
  };
  const close = () => {
    panel.hidden = true;
    clear();
    if (opener) opener.focus();
    opener = undefined;
  };

  const showBox = (index, from) => {
    const box = data.boxes[index];
    clear();
    const near = [index, ...box.needs.map((one) => data.arrows[one].to), ...box.neededBy.map((one) => data.arrows[one].from)];
    show([...near, ...box.stops], [...box.needs, ...box.neededBy], box.name + ': what it needs and what needs it');
    if (boxes[index]) boxes[index].classList.add('chosen');
    open(box.name, from || boxes[index]);
    body.append(make('p', box.kind + (box.inside ? ', in ' + box.inside : ''), 'quiet'));
    facts(box.facts);
    const goTo = (other) => button(data.boxes[other].name, () => showBox(other));
    const along = (index, other) => {
      const item = document.createDocumentFragment();
      item.append(goTo(other), ' ', button('why', () => showArrow(index)));
      return item;
    };
    list('Needs', box.needs.map((one) => along(one, data.arrows[one].to)));
    list('Needed by', box.neededBy.map((one) => along(one, data.arrows[one].from)));
    list('Stops with it, as far as is written here', box.stops.map(goTo));
    list('May stop with it: how much is needed on the way is not known', box.mayStop.map(goTo));
    list('Stands for', box.stands);
    list('Declared at', box.places);
  };
  const showArrow = (index, from) => {
    const arrow = data.arrows[index];
    clear();
    show([arrow.from, arrow.to], [index], '');
    if (arrows[index]) arrows[index].classList.add('chosen');
    open(data.boxes[arrow.from].name + ' → ' + data.boxes[arrow.to].name, from || arrows[index]);
    body.append(make('p', data.boxes[arrow.from].name + ' ' + arrow.says + ' ' + data.boxes[arrow.to].name, 'quiet'));
    facts(arrow.facts);
    list('How we know', arrow.evidence.map((line) => {
      const item = document.createDocumentFragment();
      item.append(line.says);
      if (line.place) item.append(make('br'), make('code', line.place));
      return item;
    }));
    list('Boxes', [arrow.from, arrow.to].map((one) => button(data.boxes[one].name, () => showBox(one))));
  };

  const act = (element, run) => {
    if (!element) return;
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      run(element);
    });
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      run(element);
      panel.querySelector('button').focus();
    });
  };
  boxes.forEach((box, index) => act(box, (from) => showBox(index, from)));
  arrows.forEach((arrow, index) => act(arrow, (from) => showArrow(index, from)));
  document.querySelectorAll('[data-box]').forEach((one) => {
    one.addEventListener('click', () => showBox(Number(one.dataset.box), one));
  });
  document.querySelectorAll('.choice').forEach((one) => {
    one.addEventListener('click', () => {
      const wasOn = one.getAttribute('aria-pressed') === 'true';
      panel.hidden = true;
      clear();
      if (wasOn) return;
      one.setAttribute('aria-pressed', 'true');
      const { list: which, index } = one.dataset;
      const { name, boxes: kept, arrows: along } = data[which][Number(index)];
      show(kept, along || [], (which === 'zones' ? 'In zone ' : 'On journey ') + name + ': ' + kept.length + ' boxes');
    });
  });
  document.getElementById('search').addEventListener('input', ({ target }) => {
    const text = target.value.trim().toLowerCase();
    panel.hidden = true;
    clear();
    if (text === '') return;
    const met = data.boxes.flatMap((box, index) =>
      [box.name, box.kind, box.inside, ...box.stands].some((one) => one.toLowerCase().includes(text)) ? [index] : []);
    show(met, [], met.length + (met.length === 1 ? ' box' : ' boxes'));
  });
  document.getElementById('close').addEventListener('click', close);
  picture.addEventListener('click', close);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
})();
`;
