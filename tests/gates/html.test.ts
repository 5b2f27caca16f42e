import { expect, test } from 'vitest';
import { htmlFaults } from '../journeys/support/html-faults.ts';

const page = (main: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charSet="utf-8"/><title>t</title></head><body><main><h1>t</h1>${main}</main></body></html>`;

test('a valid page has no faults', () => {
  expect(
    htmlFaults(
      page(
        '<p>a<br/>b <a href="/x">c</a></p><ul><li><p>d</p></li></ul><table><caption>e</caption><thead><tr><th scope="col">f</th></tr></thead><tbody><tr><td>g</td></tr></tbody></table><label for="i">h</label><input id="i"/><svg viewBox="0 0 1 1"><path d="M0 0"/><title>j</title></svg>',
      ),
    ),
  ).toEqual([]);
});

test.each([
  ['<p>a<div>b</div></p>', '<p> is closed by what follows'],
  ['<ul><p>a</p></ul>', '<p> in <ul>'],
  ['<ul>text<li>a</li></ul>', 'text in <ul>: text'],
  ['<li>a</li>', '<li> in <main>'],
  ['<span><h2>a</h2></span>', '<h2> in <span>'],
  ['<a href="/a"><button>b</button></a>', '<button> within <a>'],
  ['<form><form></form></form>', '<form> in <form>'],
  ['<p id="a"></p><p id="a"></p>', 'id twice: a'],
  ['<label for="nobody">a</label>', 'for of <label> leads to no id: nobody'],
  ['<p class="a" class="b"></p>', 'class twice on <p>'],
  ['<table><tr><p>a</p></tr></table>', '<p> in <tr>'],
  ['<img src="/a"/>', '<img> without alt'],
  ['<center>a</center>', 'obsolete <center>'],
  ['<div><span>a</div>', '<span> is closed by what follows'],
  ['a</section>', '</section> where <main> is open'],
  ['<div>', '<div> is closed by what follows'],
  ['<h1>another</h1>', '2 × <h1>'],
])('%s is noticed', (planted, fault) => expect(htmlFaults(page(planted))).toContain(fault));

test('a page without what it has to have is noticed', () => {
  expect(htmlFaults('<html><head></head><body></body></html>')).toEqual(
    expect.arrayContaining(['no doctype', '<html> without lang', '0 × <title>', '0 × <main>', '0 × <h1>']),
  );
});
