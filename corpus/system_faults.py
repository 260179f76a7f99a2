"""What the operating system refuses, in the reader's language."""

from __future__ import annotations

import errno

_SAID = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已经存在",
    errno.EBUSY: "正被其他程序占用",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "链接互相指向",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "磁盘读写出错",
    errno.ESTALE: "网络磁盘已断开",
    errno.ETIMEDOUT: "网络磁盘没有回应",
}


def said_of(error: OSError) -> str:
    """Why the system refused, in a few Chinese words; its error number when we have none."""
    return _SAID.get(error.errno or 0, f"系统错误 {error.errno}")
