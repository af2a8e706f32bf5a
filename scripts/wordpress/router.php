<?php
// For `php -S`: a file that exists is served or run, all else is WordPress's.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (strpos($path, '/.') !== false) {
    http_response_code(403);
    return true;
}
if ($path !== '/' && is_file($root . $path)) {
    return false;
}
$script = '/index.php';
if ($path !== '/' && is_file($root . rtrim($path, '/') . '/index.php')) {
    if (substr($path, -1) !== '/') {
        header("Location: $path/", true, 301);
        return true;
    }
    $script = rtrim($path, '/') . '/index.php';
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir(dirname($root . $script));
require $root . $script;
