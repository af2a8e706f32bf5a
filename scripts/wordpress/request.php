<?php
// What WordPress expects to know of a request, for a program that makes none.
function pretend_request(string $url): void
{
    $_SERVER['HTTP_HOST'] = parse_url($url, PHP_URL_HOST) . ':' . parse_url($url, PHP_URL_PORT);
    $_SERVER['SERVER_NAME'] = parse_url($url, PHP_URL_HOST);
    $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
    $_SERVER['REQUEST_METHOD'] = 'GET';
    $_SERVER['REQUEST_URI'] = '/';
}
